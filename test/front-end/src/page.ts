import type { User } from "../../../generated/users/ts-client/index.js";

const byId = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

export const addForm = byId<HTMLFormElement>("add");
export const moreButton = byId<HTMLButtonElement>("more");

export function showSource(text: string): void {
  byId("source").textContent = text;
}

export function showMessage(text: string, isBad: boolean): void {
  const message = byId("message");
  message.textContent = text;
  message.classList.toggle("bad", isBad);
}

/** Shows users behind those that are there. `remove` is called when somebody wants one gone. */
export function showUsers(users: readonly User[], remove: (user: User, row: HTMLElement) => void): void {
  byId("users").append(...users.map((user) => makeRow(user, remove)));
}

export function clearUsers(): void {
  byId("users").replaceChildren();
}

function makeRow(user: User, remove: (user: User, row: HTMLElement) => void): HTMLElement {
  const row = document.createElement("tr");
  for (const text of [user.name, user.email, user.role ?? "", user.created_at.slice(0, 10)]) {
    const cell = document.createElement("td");
    cell.textContent = text;
    row.append(cell);
  }
  const button = document.createElement("button");
  button.textContent = "Delete";
  button.addEventListener("click", () => remove(user, row));
  const cell = document.createElement("td");
  cell.append(button);
  row.append(cell);
  return row;
}
