"""Pages and plans as pictures, and the stamp's page: drawn in children that can neither reach the network nor
write a file, because what they open comes from elsewhere.

The parent's face is :mod:`~rokhas_desktop.render.room` and the plain types of :mod:`~rokhas_desktop.render.views`.
"""
