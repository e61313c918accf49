"""What leaves netmap as a file, one kind a module; each goes through `netmap.editions`."""
