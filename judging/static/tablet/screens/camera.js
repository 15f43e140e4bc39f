// The camera that reads a card: its code is as heavy as the app, and loaded only then.

/** Between two looks at the picture, in milliseconds. */
const LOOK_EVERY = 150;

/**
 * Shows the rear camera in a video element and tells every code that it reads.
 * @param {HTMLVideoElement} video @param {(text: string) => void} tell
 * @returns {Promise<() => void>} what stops it
 */
export async function startCamera(video, tell) {
  const { QRCanvas, frameLoop, rearCamera } = await import("../../vendor/qr/dom.js");
  const camera = await rearCamera(video);
  const canvas = new QRCanvas();
  let last = 0;
  const stop = frameLoop(async (now) => {
    if (now - last < LOOK_EVERY) return;
    last = now;
    const text = await camera.readFrame(canvas);
    if (text) tell(text);
  }, video);
  return () => {
    stop();
    camera.stop();
  };
}
