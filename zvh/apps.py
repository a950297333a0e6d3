from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class ZvhConfig(AppConfig):
    """Wiring of the whole: row security after a migrate and at the first connection."""

    name = "zvh"

    def ready(self):
        from zvh.rowsecurity import apply_policies, let_owner_create, refuse_bypass

        pre_migrate.connect(let_owner_create, dispatch_uid="let_owner_create")
        post_migrate.connect(apply_policies, dispatch_uid="apply_policies")
        connection_created.connect(refuse_bypass, dispatch_uid="refuse_bypass")
