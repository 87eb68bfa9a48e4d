"""What a workflow may ask of the world: one class per outside thing."""
