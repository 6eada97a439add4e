// Photos are made small before they leave the phone: 1600 px at most, drawn anew, so that nothing of where they were taken goes along.
"use strict";
const LONGEST = 1600;

async function shrunk(file) {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file; // a kind that this browser does not draw: the server takes the place out of it
  }
}

async function shrinkAll(input) {
  const kept = new DataTransfer();
  for (const file of [...input.files]) kept.items.add(await shrunk(file));
  input.files = kept.files;
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches && input.matches("input[type=file][data-shrink]")) input.shrinking = shrinkAll(input).finally(() => { input.shrinking = null; });
});

// A form pressed while photos are still being drawn waits for them.
document.addEventListener("submit", (event) => {
  const busy = [...event.target.querySelectorAll("input[type=file][data-shrink]")].map((input) => input.shrinking).filter(Boolean);
  if (!busy.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const submitter = event.submitter;
  Promise.all(busy).then(() => event.target.requestSubmit(submitter));
}, true);
