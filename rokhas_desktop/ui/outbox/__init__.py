"""What is signed and was not received yet, in the window: shown, held back, let go, thrown away."""
