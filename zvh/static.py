"""Styles and scripts under names that change with what is in them, also where one script of ours imports another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Django rewrites the imports in all scripts or in none, and those of packages are not to be touched."""

    _, import_patterns = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", import_patterns))
