// Share a receipt by whatever the device shares with.
"use strict";
const share = document.querySelector("[data-share]");
if (share && navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => navigator.share({ title: share.dataset.title, url: location.href }).catch(() => {}));
}
