# Part of Mortise's runtime, the same for every contract. Changes made here are lost on the next run.
"""Runs a service on Ray Serve, which is needed for this package alone (`pip install "ray[serve]"`)."""

from .deployment import deploy_app, on_ray

__all__ = ["deploy_app", "on_ray"]
