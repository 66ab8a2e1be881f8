"""The launcher behind ./mesh: finds what is needed, builds it, starts it, stops it. Standard library only."""
