/** The values of one field in each of these rows, for `unnest`: a statement takes any number of rows as one array a column. */
export const columns =
  <Row>(rows: readonly Row[]) =>
  <Key extends keyof Row>(key: Key): Row[Key][] =>
    rows.map((row) => row[key]);
