"""Kernel of the portal: people, roles, audit, workflows, rulebooks, deadlines, files, documents, jobs and doors."""
