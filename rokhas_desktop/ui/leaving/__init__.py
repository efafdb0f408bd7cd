"""What an account leaves on this PC: erased for a change of president; and where its key may lie."""
