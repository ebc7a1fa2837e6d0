import { QueueLogLineError } from './queueLogRow.ts';
import { TableClock } from './tableClock.ts';
import { lineOfTableRow, type TableColumns, tableColumns } from './tableRow.ts';

/** A dump of Asterisk's table: its header names the columns. */
export interface TableDump {
  delimiter: string;
  columns: TableColumns;
}

const delimiters = [',', '\t', ';', '|'];

/** How the file is to be read if its first line is the header of such a dump; null when it is none. */
export function tableDumpOf(firstLine: string): TableDump | null {
  for (const delimiter of delimiters) {
    const columns = tableColumns(fieldsOf(firstLine.replace(/^\ufeff/, '').replace(/\r$/, ''), delimiter).map(String));
    if (columns !== null) return { delimiter, columns };
  }
  return null;
}

/** Reads the lines of a dump as those of a queue_log; `zone` is that of the exchange's clock. A row stands on one line. */
export function dumpReader({ delimiter, columns }: TableDump, zone: string): (line: string) => string {
  const clock = new TableClock(zone);
  const width =
    Math.max(
      ...Object.values(columns)
        .flat()
        .filter((at) => at !== null),
    ) + 1;
  return (line) => {
    const fields = fieldsOf(line, delimiter);
    if (fields.length < width)
      throw new QueueLogLineError(`has ${fields.length} fields where the header names ${width} or more`);
    const field = (at: number) => fields[at] ?? null;
    return lineOfTableRow(
      {
        time: field(columns.time),
        callid: field(columns.callid),
        queuename: field(columns.queuename),
        agent: field(columns.agent),
        event: field(columns.event),
        data: columns.data.map(field),
      },
      clock,
    );
  };
}

/** Quoted as in CSV, or plain; NULL is `\\N` or, unquoted, the word. */
function fieldsOf(line: string, delimiter: string): (string | null)[] {
  const fields: (string | null)[] = [];
  let at = 0;
  while (at <= line.length) {
    if (line[at] === '"') {
      let text = '';
      at++;
      for (;;) {
        const end = line.indexOf('"', at);
        if (end < 0) {
          text += line.slice(at);
          at = line.length;
          break;
        }
        text += line.slice(at, end);
        at = end + 1;
        if (line[at] !== '"') break;
        text += '"';
        at++;
      }
      fields.push(text);
      at = line.indexOf(delimiter, at);
      if (at < 0) break;
      at++;
      continue;
    }
    const end = line.indexOf(delimiter, at);
    const text = end < 0 ? line.slice(at) : line.slice(at, end);
    fields.push(text === '\\N' || text === 'NULL' ? null : text);
    if (end < 0) break;
    at = end + 1;
  }
  return fields;
}
