"""The pages of cases and actions: get, form, service, message and redirect."""
