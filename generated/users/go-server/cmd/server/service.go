// Yours. Mortise made this file once and does not touch it again.

package main

import "example.com/users"

// service answers the operations of the contract. What it has no method for is answered with 501.
type service struct {
	users.Unimplemented
}
