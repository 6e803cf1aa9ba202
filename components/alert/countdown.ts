const unit = { minute: 60, hour: 3_600, day: 86_400 };
const pad = (value: number) => String(value).padStart(2, "0");

/** How long until something is due: `0:07`, `4:32`, `1 h 05 min`, `2 d 4 h`; null once it is due. */
export function sayCountdown(milliseconds: number): string | null {
  const seconds = Math.ceil(milliseconds / 1_000);
  if (!(seconds > 0)) return null;
  if (seconds < unit.hour) return `${Math.floor(seconds / unit.minute)}:${pad(seconds % unit.minute)}`;
  if (seconds < unit.day) return `${Math.floor(seconds / unit.hour)} h ${pad(Math.floor((seconds % unit.hour) / unit.minute))} min`;
  return `${Math.floor(seconds / unit.day)} d ${Math.floor((seconds % unit.day) / unit.hour)} h`;
}
