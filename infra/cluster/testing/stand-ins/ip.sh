#!/bin/sh
# Every address of a host is on one device.
echo "2: enp7s0    inet 192.0.2.1/32 scope global"
