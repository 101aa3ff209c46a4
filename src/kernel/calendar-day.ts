const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text such as 2031-02-28 names a day that there is. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, dayOfMonth] = text.split('-').map(Number);
  if (year === undefined || month === undefined || dayOfMonth === undefined) return false;
  const days = month === 2 && isLeapYear(year) ? 29 : daysInMonth[month - 1];
  return days !== undefined && dayOfMonth >= 1 && dayOfMonth <= days;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
