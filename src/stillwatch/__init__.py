"""stillwatch finds, proves and stops large-scale distillation campaigns against a language-model API."""
