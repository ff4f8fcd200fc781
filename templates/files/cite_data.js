readingList.cited({{ year|tojson }}, {{ records|download("bib", taxonomy)|tojson }})
