// Settings of the tablet: language, light, size of text, how a sheet is shown.
import { keepSettings } from "../settings.js";
import { setLanguage } from "../words.js";
import { told } from "./keeping.js";

const ONE_BY_ONE = "one by one";

/** Reads how the sheet is shown on this tablet. @param {object} store */
export const readOneByOne = async (store) => (await store.read("marks", ONE_BY_ONE)) === true;

/** What can be chosen. @param {object} app */
export function choosingActs(app) {
  return { choose: (name, value) => choose(app, name, value) };
}

async function choose(app, name, value) {
  app.state.change({ [name]: value });
  wear(app.state.get());
  try {
    if (name === "isOneByOne") {
      await app.store.change(["marks"], ({ marks }) => marks.put(value, ONE_BY_ONE));
    } else {
      await keepSettings(app.store, { [name]: value });
    }
  } catch (error) {
    told(app, error);
  }
}

/** Puts language, light and size on the page. @param {{language: string, theme: string, size: number}} look */
export function wear({ language, theme, size }) {
  setLanguage(language);
  document.documentElement.dataset.theme = theme;
  document.documentElement.dataset.size = String(size);
}
