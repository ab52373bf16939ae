"""Use cases: verbs over a UnitOfWork, each one transaction. They never see Qt."""
