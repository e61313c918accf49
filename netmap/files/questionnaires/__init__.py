"""The questionnaires of a survey as Excel workbooks: written for those who are asked, read when they come back."""
