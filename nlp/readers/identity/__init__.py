"""Who reports on which year: title, issuer, region, year (发布机关与年度)."""
