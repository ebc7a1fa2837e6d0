/** One record of a CSV file and the line, from 1, on which it begins. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

export interface CsvRecords {
  records: CsvRecord[];
  separator: ',' | ';' | '\t';
  /** Line of a quote that is never closed; else null. */
  openQuoteAt: number | null;
}

/** RFC 4180, with the separator taken from the first line, a byte order mark and any line ends. Blank lines are left out. */
export function csvRecords(text: string): CsvRecords {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const separator = separatorOf(body);
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let begun = 1;
  let quotedAt: number | null = null;
  const close = () => {
    cells.push(cell);
    if (cells.some((one) => one.trim() !== '')) records.push({ line: begun, cells });
    cells = [];
    cell = '';
  };
  for (let i = 0; i < body.length; i++) {
    const char = body[i] as string;
    const lineEnd = char === '\n' || (char === '\r' && body[i + 1] !== '\n');
    if (quotedAt !== null) {
      if (char === '"' && body[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (char === '"') quotedAt = null;
      else cell += char;
      if (lineEnd) line += 1;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quotedAt = line;
    } else if (char === separator) {
      cells.push(cell);
      cell = '';
    } else if (lineEnd) {
      close();
      line += 1;
      begun = line;
    } else if (char !== '\r') cell += char;
  }
  close();
  return { records, separator, openQuoteAt: quotedAt };
}

function separatorOf(body: string): ',' | ';' | '\t' {
  const head = body.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const times = (separator: string) => head.split(separator).length;
  if (times(';') > times(',')) return ';';
  return times('\t') > times(',') ? '\t' : ',';
}
