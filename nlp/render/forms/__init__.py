"""The forms a Brief is written in: one file each, registered by its suffix (写法)."""
