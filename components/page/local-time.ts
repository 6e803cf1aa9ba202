const pad = (value: number) => String(value).padStart(2, "0");

/** An ISO time as an input of type datetime-local shows it, in the reader's own zone; empty when it is none. */
export function toLocalInput(iso: string | undefined): string {
  const time = new Date(iso ?? "");
  if (Number.isNaN(time.getTime())) return "";
  const date = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${date}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

export const fromLocalInput = (value: string): string | null => {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
};
