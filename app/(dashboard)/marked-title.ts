const mark = /^\(\d+\+?\)(?: |$)/;
/** Above this the number says no more, and takes the title's place. */
const most = 999;

export const unmarkTitle = (title: string): string => title.replace(mark, "");

/** The title with a number before it, in the place of one that is there. Between two pages there is only the number. */
export const withMark = (title: string, count: number): string => `(${count > most ? `${most}+` : count}) ${unmarkTitle(title)}`.trimEnd();
