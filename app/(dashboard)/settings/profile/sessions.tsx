"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";

const SignOutDialog = dynamic(() => import("./sign-out-dialog").then((module) => module.SignOutDialog));

export function Sessions() {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Sign out everywhere…</Button>
      {isAsking && <SignOutDialog onClose={() => setAsking(false)} />}
    </>
  );
}
