/* SPDX-License-Identifier: MIT */
/* The library's version, and how its functions are declared. */
#ifndef AWSML_VERSION_H
#define AWSML_VERSION_H

#if defined(__GNUC__)
#define AWSML_API __attribute__((visibility("default")))
#else
#define AWSML_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* "MAJOR.MINOR.PATCH" of the library that is linked; a constant. */
AWSML_API const char *awsml_version(void);

#ifdef __cplusplus
}
#endif
#endif
