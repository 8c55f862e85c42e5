//! Tables of published formats: CSV with a line of headings.

use std::fs;
use std::path::Path;

/// A published format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Who issues it, in the catalogue's spelling.
    pub(crate) provider: String,
    /// What it is.
    pub(crate) kind: String,
    /// In the notation of [`super::notation`].
    pub(crate) format: String,
    /// Words that the catalogue wants near.
    pub(crate) words: Vec<String>,
    /// The catalogues that publish it.
    pub(crate) catalogues: Vec<String>,
}

/// Reads a table with the columns `provider`, `kind`, `format`, `context_words` and `published_by`.
pub(crate) fn rows(path: &Path) -> Result<Vec<Row>, String> {
    let table = Table::read(path)?;
    let columns = ["provider", "kind", "format", "context_words", "published_by"].map(|name| table.column(name));
    let [provider, kind, format, words, published] = columns;
    let (provider, format, published) = (provider?, format?, published?);
    let kind = kind?;
    let words = words?;
    let row = |record: &Vec<String>| {
        let cell = |at: usize| record.get(at).cloned().unwrap_or_default();
        Row {
            provider: cell(provider),
            kind: cell(kind),
            format: cell(format),
            words: list(&cell(words)),
            catalogues: list(&cell(published)),
        }
    };
    Ok(table.records.iter().map(row).collect())
}

fn list(cell: &str) -> Vec<String> {
    cell.split(';').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

struct Table {
    headings: Vec<String>,
    records: Vec<Vec<String>>,
    name: String,
}

impl Table {
    fn read(path: &Path) -> Result<Table, String> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        let mut records = parse(&text);
        if records.is_empty() {
            return Err(format!("{name}: is empty"));
        }
        let headings = records.remove(0);
        Ok(Table { headings, records, name })
    }

    fn column(&self, heading: &str) -> Result<usize, String> {
        let at = self.headings.iter().position(|name| name.trim() == heading);
        at.ok_or_else(|| format!("{}: has no column `{heading}`", self.name))
    }
}

/// Records of a CSV file; a quoted cell may hold commas, quotes and line breaks.
fn parse(text: &str) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let (mut record, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
            }
            '\r' if !quoted => {}
            _ => cell.push(c),
        }
    }
    if !cell.is_empty() || !record.is_empty() {
        record.push(cell);
        records.push(record);
    }
    records
}

#[cfg(test)]
mod tests {
    #[test]
    fn quoted_cells_hold_commas_and_quotes() {
        assert_eq!(super::parse("a,\"b,\"\"c\"\n1,2\n"), [vec!["a", "b,\"c"], vec!["1", "2"]]);
    }
}
