/** What texts are made of. Names of people are common ones of several countries; companies, streets and products are made up. */

const split = (words: string): readonly string[] => words.split(" ");

export const firstNames = split(
  "Ada Amina Ana Anders Aisha Ben Bruno Camille Carlos Chen Clara Daniel Diego Elena Elif Emma Eva Fatima Felix Finn Freya Grace Hana Hugo Ines Ingrid Ivan Jakub James Jonas Julia Kai Karim Kenji Lars Layla Leo Lina Lucas Maria Marta Maya Mei Milan Nadia Nina Noah Nora Olga Omar Oscar Paula Priya Rafael Rosa Sam Sara Selma Sofia Tara Theo Tomas Vera Yara Yuki Zoe",
);

export const lastNames = split(
  "Adeyemi Ahmed Almeida Andersen Baker Becker Bennett Berg Bianchi Carter Castro Chen Costa Diaz Dubois Evans Farah Ferrari Fischer Foster Garcia Gruber Haas Hansen Hassan Hughes Ito Jansen Jensen Kaya Keller Khan Kim Kowalski Kumar Laurent Lee Lind Lopez Martin Meyer Molina Moreau Murphy Nakamura Novak Okafor Olsen Patel Pereira Petrov Reyes Ricci Rossi Santos Sato Schmidt Silva Singh Tanaka Torres Virtanen Wagner Walker Weber Wong Young",
);

export interface City {
  readonly city: string;
  readonly state: string;
  readonly country: string;
  readonly code: string;
  readonly postcode: string;
  /** Without the trunk digits of a number. */
  readonly phone: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly zone: string;
  readonly locale: string;
  readonly currency: string;
}

export const cities: readonly City[] = (
  [
    ["Berlin", "Berlin", "Germany", "DE", "10115", "+4930", 52.52, 13.405, "Europe/Berlin", "de-DE", "EUR"],
    ["Lyon", "Auvergne-Rhône-Alpes", "France", "FR", "69002", "+334", 45.764, 4.8357, "Europe/Paris", "fr-FR", "EUR"],
    ["Madrid", "Madrid", "Spain", "ES", "28013", "+3491", 40.4168, -3.7038, "Europe/Madrid", "es-ES", "EUR"],
    ["Lisbon", "Lisbon", "Portugal", "PT", "1100-148", "+3512", 38.7223, -9.1393, "Europe/Lisbon", "pt-PT", "EUR"],
    ["Bristol", "England", "United Kingdom", "GB", "BS1 4DJ", "+44117", 51.4545, -2.5879, "Europe/London", "en-GB", "GBP"],
    ["Portland", "Oregon", "United States", "US", "97205", "+1503", 45.5152, -122.6784, "America/Los_Angeles", "en-US", "USD"],
    ["Boston", "Massachusetts", "United States", "US", "02108", "+1617", 42.3601, -71.0589, "America/New_York", "en-US", "USD"],
    ["Toronto", "Ontario", "Canada", "CA", "M5H 2N2", "+1416", 43.6532, -79.3832, "America/Toronto", "en-CA", "CAD"],
    ["Oslo", "Oslo", "Norway", "NO", "0154", "+472", 59.9139, 10.7522, "Europe/Oslo", "nb-NO", "NOK"],
    ["Vienna", "Vienna", "Austria", "AT", "1010", "+431", 48.2082, 16.3738, "Europe/Vienna", "de-AT", "EUR"],
    ["Osaka", "Osaka", "Japan", "JP", "530-0001", "+816", 34.6937, 135.5023, "Asia/Tokyo", "ja-JP", "JPY"],
    ["Melbourne", "Victoria", "Australia", "AU", "3000", "+613", -37.8136, 144.9631, "Australia/Melbourne", "en-AU", "AUD"],
    ["Nairobi", "Nairobi", "Kenya", "KE", "00100", "+25420", -1.2921, 36.8219, "Africa/Nairobi", "en-KE", "KES"],
    ["Curitiba", "Paraná", "Brazil", "BR", "80010-010", "+5541", -25.4284, -49.2733, "America/Sao_Paulo", "pt-BR", "BRL"],
  ] as const
).map(([city, state, country, code, postcode, phone, latitude, longitude, zone, locale, currency]) => ({ city, state, country, code, postcode, phone, latitude, longitude, zone, locale, currency }));

export const streets = split("Bridge Canal Castle Cedar Church Garden Harbour High Hill Lake Market Meadow Mill Oak Orchard Park River School Station Sunny Willow");
export const streetKinds = split("Street Road Lane Avenue");

export const companyNames = split("Alder Amber Beacon Birch Brightwater Clover Copper Cobalt Evergreen Falcon Granite Harbor Juniper Lantern Maple Meridian Northwind Osprey Pebble Quarry Redwood Sable Summit Tidal Willow");
export const companyKinds = split("Labs Systems Works Group Partners Foods Energy Logistics Studio Health");

export const adjectives = split("blue bright calm classic clear compact cosy fresh golden green handy large light little modern plain quick quiet red robust round silver simple small smart soft solid steady sunny warm");
export const things = split("backpack basket bench blanket bottle bowl candle chair clock coat cup desk drum jacket kettle knife lamp mirror notebook pan pen pillow plate rug scarf shelf shoe table teapot towel umbrella vase wallet watch");

export const plainWords = split("and the of a to in new early late team plan report review month order item note first next work change update test page list group market harbour river garden morning evening price travel paper window letter station summer winter simple quiet open short clear small");

export const sentences: readonly string[] = [
  "Everything is ready for the next step.",
  "Please have a look before Friday.",
  "The first results look better than expected.",
  "This is checked once a week and kept up to date.",
  "A few details still have to be agreed on.",
  "It replaces what was used until last year.",
  "The delivery arrives in the morning.",
  "Nothing else has changed since then.",
  "Works well for small and large teams.",
  "Thank you for the quick answer.",
  "More about it is in the report.",
  "We will be in touch when it is done.",
];

export const topics = split("Budget Calendar Catalogue Contract Delivery Design Forecast Handbook Invoice Launch Maintenance Onboarding Planning Release Report Research Review Roadmap Survey Training Workshop");
export const occasions = split("Annual Autumn Final First Monthly New Quarterly Regional Spring Summer Team Weekly Winter");
export const tags = split("archive beta customer draft featured finance internal mobile music news outdoor priority public research sale sports support travel urgent web");
export const colours = split("amber black blue brown crimson cyan gold green grey indigo ivory lime magenta navy olive orange pink purple red silver teal violet white yellow");
export const jobs: readonly string[] = ["Accountant", "Architect", "Data Analyst", "Designer", "Engineer", "Nurse", "Office Manager", "Product Manager", "Sales Manager", "Software Developer", "Teacher", "Technician"];
export const departments = split("Engineering Finance Legal Marketing Operations Research Sales Support");
export const fileNames = split("agenda budget contract invoice minutes notes overview photo plan presentation report summary");
export const fileKinds: readonly (readonly [extension: string, mediaType: string])[] = [
  ["pdf", "application/pdf"],
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["txt", "text/plain"],
  ["csv", "text/csv"],
  ["json", "application/json"],
];
export const states = split("active pending done open closed");
export const pets = split("Bella Biscuit Charlie Coco Luna Max Milo Nala Oscar Pepper Rex Simba");
