/* The data block as the page reads it: rows again, where it holds columns (see map_pack.py). Values may be shared by rows. */
"use strict";
function netmapUnpack(block) {
  const rowsOf = ({ count, columns }) => {
    const rows = Array.from({ length: count }, () => ({}));
    for (const [name, column] of Object.entries(columns)) {
      if (Array.isArray(column)) column.forEach((value, row) => value !== null && (rows[row][name] = value));
      else if (column.at) column.at.forEach((place, row) => place && (rows[row][name] = column.of[place - 1]));
      else if (column.rows) column.rows.forEach((row, place) => (rows[row][name] = column.of[place]));
      else rows.forEach((row, number) => (row[name] = column.start + number));
    }
    return rows;
  };
  const lists = Object.entries(block.packed).map(([name, columns]) => [name, rowsOf(columns)]);
  const rows = Object.fromEntries(lists);
  for (const node of rows.nodes) if (node.measures) node.measures = node.measures.map((place) => block.measures[place]);
  return { ...block, ...rows };
}
