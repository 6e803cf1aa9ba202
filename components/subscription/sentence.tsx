import Link from "next/link";
import { Fragment, type ReactNode, useState } from "react";
import { KindIcon } from "../kind-icon";
import { isNamedAsPattern, type SentenceSubject, wordsAround } from "./sentence-parts";

/** Chips before the others are counted. */
const mostChips = 6;

interface Props {
  subject: SentenceSubject;
  /** In a form the chips lead nowhere: leaving it would lose what was typed. */
  plain?: boolean;
  /** What stands where nothing is chosen. */
  none?: string;
}

/** When *run:failed* or *Payments* happens in *production*, notify *#ops* and *PagerDuty*. */
export const Sentence = ({ subject: { channels, destinations, environment }, plain = false, none }: Props) => (
  <p className="text-muted-foreground text-sm leading-7 [overflow-wrap:anywhere]">
    When{" "}
    <Chips last="or" none={none ?? "no channel"}>
      {channels.map((channel) => (
        <ThingChip
          key={channel.id}
          href={plain ? null : `/alerts/channels?edit=${channel.id}`}
          isOff={!channel.enabled}
          mono={isNamedAsPattern(channel)}
          title={`Channel ${channel.name}: ^${channel.pattern}$`}
        >
          {channel.name}
        </ThingChip>
      ))}
    </Chips>{" "}
    happens in {environment === null ? "any environment" : <span className="font-medium text-foreground">{environment}</span>}, notify{" "}
    <Chips last="and" none={none ?? "nobody"} end={none && destinations.length === 0 ? "" : "."}>
      {destinations.map((destination) => (
        <ThingChip
          key={destination.id}
          href={plain ? null : `/alerts/destinations/${destination.id}`}
          isOff={!destination.enabled}
          icon={<KindIcon kind={destination.kind} className="size-3.5" />}
          title={`Destination ${destination.name}`}
        >
          {destination.name}
        </ThingChip>
      ))}
    </Chips>
  </p>
);

interface ChipsProps {
  last: "or" | "and";
  none: string;
  /** What stands after the last one. */
  end?: string;
  children: ReactNode[];
}

function Chips({ last, none, end = "", children }: ChipsProps) {
  const [isOpen, setOpen] = useState(false);
  if (children.length === 0)
    return (
      <>
        <span className="text-foreground">{none}</span>
        {end}
      </>
    );
  const isCut = !isOpen && children.length > mostChips;
  const more = isCut && (
    <button type="button" onClick={() => setOpen(true)} className={`${look} ${linkLook}`}>
      {children.length - mostChips + 1} more
    </button>
  );
  const shown: ReactNode[] = isCut ? [...children.slice(0, mostChips - 1), more] : children;
  return shown.map((chip, index) => {
    const { before, after } = wordsAround(index, shown.length, last);
    const isLast = index === shown.length - 1;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the chips keep their places
      <Fragment key={index}>
        {before}
        <span className="whitespace-nowrap">
          {chip}
          {isLast ? end : after}
        </span>
        {!isLast && " "}
      </Fragment>
    );
  });
}

const look =
  "relative inline-flex max-w-[calc(100%-0.5rem)] items-center gap-1 rounded-sm bg-muted px-1.5 align-middle text-foreground text-xs leading-5 touch-target";
const linkLook = "transition-colors hover:bg-accent hover:text-primary";

interface ChipProps {
  href: string | null;
  isOff: boolean;
  icon?: ReactNode;
  mono?: boolean;
  title: string;
  children: string;
}

function ThingChip({ href, isOff, icon, mono, title, children }: ChipProps) {
  const face = (
    <>
      {icon}
      <span className={`min-w-0 truncate ${mono ? "font-mono" : ""} ${isOff ? "text-muted-foreground line-through" : ""}`}>{children}</span>
      {isOff && <span className="shrink-0 text-warning">off</span>}
    </>
  );
  if (href === null) return <span className={look}>{face}</span>;
  return (
    <Link href={href} prefetch={false} title={title} className={`${look} ${linkLook}`}>
      {face}
    </Link>
  );
}
