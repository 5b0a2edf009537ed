"""Candidates by sparse character n-grams, rarity weights, and the assignment of pairs (相似度)."""
