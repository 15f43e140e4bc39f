// What the screens show of the store and the server, brought up to date.
import { keepCompetition, readCompetition } from "./competitions.js";
import { unsent } from "./outbox.js";
import { earlierUnsent, peopleHere } from "./people.js";
import { openSheet, placesOf } from "./sheets.js";
import { trainingBook } from "./training.js";
import { isStillOn, told } from "./acts/keeping.js";

/** Reads again who is here, what is unsent, and for the open judge the whole flight. */
export async function refresh(app) {
  try {
    const here = await peopleHere(app.store);
    const people = await Promise.all(
      here.map(async (person) => ({
        ...person,
        unsent: (await unsent(app.store, person.enrolment)).length,
      })),
    );
    const earlier = await earlierUnsent(app.store);
    const { me } = app.state.get();
    const mine = me ? await ofJudge(app.store, me.enrolment) : {};
    // Somebody may have locked the tablet meanwhile.
    if (app.state.get().me?.enrolment === me?.enrolment)
      app.state.change({ people, earlier, ...mine });
  } catch (error) {
    told(app, error);
  }
}

async function ofJudge(store, enrolment) {
  const [copy, found, waiting, training] = await Promise.all([
    readCompetition(store, enrolment),
    placesOf(store, enrolment),
    unsent(store, enrolment),
    trainingBook(store, enrolment).open(),
  ]);
  return {
    kept: copy?.body ?? null,
    places: found.map(shown),
    unsent: waiting,
    training: { state: training.state },
  };
}

/** A place as the screens know it: with its entry and the key in its address. */
function shown({ place, kept, state, receipt, reason, asking }) {
  const isCorrection = state === "draft" && Boolean(kept.sheet);
  return {
    place,
    entry: kept,
    key: `${kept.round}/${kept.code}/${kept.scorer}`,
    state: isCorrection ? "correction" : state,
    receipt,
    reason,
    asking,
  };
}

/** Opens the sheet on the screen anew, as the device has it now. */
export async function reopen(app) {
  await refresh(app);
  const before = app.state.get();
  const { place, places, isTraining, me } = before;
  if (!place) return;
  const entry = places.find(({ key }) => key === place.key)?.entry;
  const sheet = isTraining
    ? await trainingBook(app.store, me.enrolment).open()
    : await openSheet(app.store, place.place, entry);
  if (isStillOn(app, before)) app.state.change({ sheet });
}

/** Asks the server for the judge's competition; without an answer the kept one stays. */
export async function fetchCompetition(app) {
  const { me } = app.state.get();
  const { session } = app;
  if (!me || !session || app.isFetching) return;
  app.isFetching = true;
  try {
    await fetchOnce(app, me, session);
  } catch (error) {
    told(app, error);
  } finally {
    app.isFetching = false;
  }
}

async function fetchOnce(app, me, session) {
  const { store, server } = app;
  session.pass ??= await passFor(server, me, session.pin);
  if (!session.pass) return;
  const copy = await readCompetition(store, me.enrolment);
  const answer = await server.competition(me.key, session.pass, copy?.etag);
  if (answer.trouble === "pass_ended") session.pass = null;
  if (!answer.ok || answer.unchanged) return;
  await keepCompetition(store, me.enrolment, answer.body, answer.etag);
  await refresh(app);
}

async function passFor(server, { key }, pin) {
  const answer = await server.signIn(key, pin);
  return answer.ok ? answer.body.pass : null;
}
