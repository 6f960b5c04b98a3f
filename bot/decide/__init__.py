"""What happens next, as values: assessments, answers and hours in, `Changes` out. Never waits, reads or writes anything."""
