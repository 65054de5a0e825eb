#include "CCurl.h"

#include <dlfcn.h>
#include <stdio.h>

#define FUNCTIONS(X) \
  X(global_init) X(slist_append) X(slist_free_all) \
  X(easy_init) X(easy_cleanup) X(easy_setopt) X(easy_getinfo) X(easy_strerror) \
  X(multi_init) X(multi_cleanup) X(multi_setopt) X(multi_add_handle) X(multi_remove_handle) \
  X(multi_perform) X(multi_poll) X(multi_wakeup) X(multi_info_read)

#define POINTER(name) static __typeof__(&curl_##name) name;
FUNCTIONS(POINTER)

const char *ccurl_load(void) {
  /* Debian has it with OpenSSL under the first name, with GnuTLS under the second. */
  void *library = dlopen("libcurl.so.4", RTLD_LAZY | RTLD_LOCAL);
  if (!library) {
    const char *reason = dlerror();
    static char text[256];
    snprintf(text, sizeof text, "%s", reason ? reason : "libcurl.so.4 can't be loaded");
    library = dlopen("libcurl-gnutls.so.4", RTLD_LAZY | RTLD_LOCAL);
    if (!library) return text;
  }
#define LOOK_UP(name) \
  name = (__typeof__(name))dlsym(library, "curl_" #name); \
  if (!name) return "libcurl is too old: it has no curl_" #name;
  FUNCTIONS(LOOK_UP)
  if (global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return "libcurl could not be started";
  return NULL;
}

struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
  return slist_append(list, text);
}

void ccurl_slist_free_all(struct curl_slist *list) { slist_free_all(list); }

CURL *ccurl_easy_init(void) { return easy_init(); }

void ccurl_easy_cleanup(CURL *easy) { easy_cleanup(easy); }

const char *ccurl_easy_strerror(CURLcode code) { return easy_strerror(code); }

CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value) {
  return easy_setopt(easy, option, value);
}

CURLcode ccurl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
  return easy_setopt(easy, option, value);
}

CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value) {
  return easy_setopt(easy, option, value);
}

CURLcode ccurl_set_bytes(CURL *easy, CURLoption option, const void *value) {
  return easy_setopt(easy, option, value);
}

CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return easy_setopt(easy, option, value);
}

CURLcode ccurl_set_blob(CURL *easy, CURLoption option, const void *bytes, size_t count) {
  struct curl_blob blob = {.data = (void *)bytes, .len = count, .flags = CURL_BLOB_COPY};
  return easy_setopt(easy, option, &blob);
}

CURLcode ccurl_set_callbacks(CURL *easy, ccurl_callback body, ccurl_callback header, void *context) {
  easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
  easy_setopt(easy, CURLOPT_WRITEDATA, context);
  easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
  return easy_setopt(easy, CURLOPT_HEADERDATA, context);
}

long ccurl_get_long(CURL *easy, CURLINFO info) {
  long value = 0;
  easy_getinfo(easy, info, &value);
  return value;
}

curl_off_t ccurl_get_size(CURL *easy, CURLINFO info) {
  curl_off_t value = 0;
  easy_getinfo(easy, info, &value);
  return value;
}

CURLM *ccurl_multi_init(void) { return multi_init(); }

void ccurl_multi_cleanup(CURLM *multi) { multi_cleanup(multi); }

CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return multi_setopt(multi, option, value);
}

CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *easy) { return multi_add_handle(multi, easy); }

CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *easy) {
  return multi_remove_handle(multi, easy);
}

CURLMcode ccurl_multi_perform(CURLM *multi, int *running) { return multi_perform(multi, running); }

CURLMcode ccurl_multi_poll(CURLM *multi) { return multi_poll(multi, NULL, 0, 0x7fffffff, NULL); }

CURLMcode ccurl_multi_wakeup(CURLM *multi) { return multi_wakeup(multi); }

CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left) { return multi_info_read(multi, left); }
