"""Properties are about facts, not about time: a busy machine makes none of them fail."""

from hypothesis import HealthCheck, settings

settings.register_profile("law", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("law")
