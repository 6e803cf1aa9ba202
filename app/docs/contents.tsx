import { sections } from "./sections";

/** Links to the parts of the page. */
export const Contents = () => (
  <nav aria-label="On this page" className="max-lg:hidden print:hidden">
    <ul className="sticky top-20 grid gap-0.5 text-sm">
      {Object.entries(sections).map(([id, title]) => (
        <li key={id}>
          <a
            href={`#${id}`}
            className="block rounded-md px-2 py-1 text-muted-foreground transition-colors hover:bg-accent hover:text-foreground"
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
