"""The record: every decision on people, written once and never changed."""
