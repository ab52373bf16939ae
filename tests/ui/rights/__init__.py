"""Tests of the page of rights."""
