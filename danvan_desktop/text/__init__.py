"""Vietnamese text: Unicode form, folding, numbers, dates and ordinals."""
