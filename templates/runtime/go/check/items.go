package check

import "mortise/runtime/wire"

// CountItems is how many items an array has.
func CountItems(v *wire.Value) int { return len(v.Items()) }

// Item checks the item at a position, if there is one.
func (r *Report) Item(v *wire.Value, index int, check Func) {
	if items := v.Items(); index < len(items) {
		r.at(step{index: index}, &items[index], check)
	}
}

// Items checks the items from a position on.
func (r *Report) Items(v *wire.Value, after int, check Func) {
	items := v.Items()
	for index := after; index < len(items); index++ {
		r.at(step{index: index}, &items[index], check)
	}
}

// CountFitting is how many items keep the rules of a schema; no more than
// enough are counted, unless that is below zero.
func (r *Report) CountFitting(v *wire.Value, enough int, check Func) int {
	count := 0
	items := v.Items()
	for index := range items {
		if count == enough {
			break
		}
		if r.Fits(&items[index], check) {
			count++
		}
	}
	return count
}
