"""The signature book in the window: the acts that await signature, found, counted, ticked and put in order."""
