"""The first use of a key: from the sealed envelope to a registered certificate, in one sitting."""
