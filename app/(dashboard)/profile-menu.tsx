"use client";

import { ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import { roleLabels } from "@/components/page/role";
import { usePart } from "@/components/ui/popup/use-part";
import { type Me, useMe } from "@/lib/client/queries/me";
import { initialOf } from "@/lib/domain/plain-text";

const loadPopup = () => import("./profile-popup").then((module) => module.ProfilePopup);

/** Who is signed in; what it opens loads when it is first reached for. */
export function ProfileMenu() {
  const { data: me } = useMe();
  const [Popup, load] = usePart(loadPopup);
  const [isOpened, setOpened] = useState(false);
  if (!me?.user) return null;
  if (Popup && isOpened) return <Popup me={me} trigger={<button type="button" className={triggerLook} />} face={<Face me={me} />} />;
  const open = () => {
    setOpened(true);
    load();
  };
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={load}
      onFocus={load}
      onClick={open}
      className={triggerLook}
    >
      <Face me={me} />
    </button>
  );
}

const triggerLook =
  "touch-target relative flex h-8 shrink-0 items-center gap-2 rounded-full text-left text-sm transition-colors hover:bg-accent aria-expanded:bg-accent md:h-10 md:rounded-md md:px-1.5";

function Face({ me: { user, role } }: { me: Me }) {
  return (
    <>
      <span
        aria-hidden="true"
        className="grid size-7 shrink-0 place-items-center rounded-full bg-primary/15 font-medium text-primary text-xs uppercase md:size-6"
      >
        {initialOf(user?.name ?? "")}
      </span>
      <span className="sr-only min-w-0 flex-1 md:not-sr-only">
        <span className="block truncate font-medium leading-4">{user?.name}</span>
        <span className="block text-muted-foreground text-xs">{role && roleLabels[role]}</span>
      </span>
      <ChevronsUpDown aria-hidden="true" className="hidden size-4 shrink-0 text-muted-foreground md:block" />
    </>
  );
}
