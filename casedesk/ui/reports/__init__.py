"""The month on screen: exact for coordinators' eyes, protected for everybody's."""
