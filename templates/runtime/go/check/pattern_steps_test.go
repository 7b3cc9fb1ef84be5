package check

import (
	"math/rand/v2"
	"testing"
)

func TestStepsAgreeWithTheAutomaton(t *testing.T) {
	patterns := map[string]bool{
		"^[A-Z]{3}$": true, "^[A-Z]{3}-[0-9]{6}$": true, `^[^@\s]+@[^@\s]+$`: true, "^a*a$": true, "^a{2,3}b?$": true, `^\d+\.\d*$`: true, "^.+$": true,
		"^[^a]$": true, "a$": false, "^a": false, "^(a)$": false, "^a|b$": false, "^$": false, `^\ba$`: false, "^(?=a)a$": false,
	}
	random := rand.New(rand.NewPCG(3, 4))
	signs := []string{"a", "b", "A", "Z", "-", "0", "9", "@", ".", " ", "\n", "é", "😀"}
	for source, isSimple := range patterns {
		parsed, err := readPattern(source)
		if err != nil {
			t.Fatal(source, err)
		}
		simple := makeSteps(parsed)
		if (simple != nil) != isSimple {
			t.Errorf("%s has steps: %v", source, simple != nil)
		}
		full := poolAutomata(parsed, newAlphabet(parsed.sets))
		for range 2_000 {
			text := ""
			for range random.IntN(11) {
				text += signs[random.IntN(len(signs))]
			}
			if found, _ := full(text); isSimple && simple.match(text) && !found {
				t.Errorf("%s matches %q", source, text)
			}
		}
	}
	for source, text := range map[string]string{"^[A-Z]{3}-[0-9]{6}$": "ABC-123456", `^[^@\s]+@[^@\s]+$`: "ada@example.com", `^\d+\.\d*$`: "10."} {
		parsed, _ := readPattern(source)
		if !makeSteps(parsed).match(text) {
			t.Errorf("%s doesn't match %q by steps", source, text)
		}
	}
}
