/* SPDX-License-Identifier: MIT */
#include "inner.h"
