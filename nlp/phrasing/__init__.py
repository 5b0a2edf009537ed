"""phrasing"""
