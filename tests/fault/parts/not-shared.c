/* SPDX-License-Identifier: MIT */
int elsewhere;
