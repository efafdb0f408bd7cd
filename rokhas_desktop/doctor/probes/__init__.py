"""The probes, room by room; :mod:`rokhas_desktop.doctor.plan` puts them in their order."""
